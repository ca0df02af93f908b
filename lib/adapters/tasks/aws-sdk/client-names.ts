/**
 * Clients of the SDK whose names have hyphens, without their `@aws-sdk/client-` (docs: supported AWS SDK service
 * integrations): which a Resource leaves out, so that somebody has to know where they belong.
 */
export const HYPHENATED: readonly string[] = [
  'acm-pca api-gateway app-mesh application-auto-scaling application-discovery-service application-insights',
  'application-signals arc-zonal-shift auto-scaling auto-scaling-plans backup-gateway bcm-data-exports',
  'bcm-pricing-calculator bedrock-agent bedrock-agent-runtime bedrock-data-automation',
  'bedrock-data-automation-runtime bedrock-runtime chime-sdk-identity chime-sdk-media-pipelines chime-sdk-meetings',
  'chime-sdk-messaging chime-sdk-voice cloudfront-keyvaluestore cloudhsm-v2 cloudtrail-data cloudwatch-logs',
  'codeguru-reviewer codeguru-security codestar-connections codestar-notifications cognito-identity',
  'cognito-identity-provider cognito-sync compute-optimizer config-service connect-contact-lens',
  'cost-and-usage-report-service cost-explorer cost-optimization-hub customer-profiles data-pipeline',
  'database-migration-service device-farm devops-guru direct-connect directory-service directory-service-data',
  'docdb-elastic dynamodb-streams ec2-instance-connect ecr-public eks-auth elastic-beanstalk elastic-inference',
  'elastic-load-balancing elastic-load-balancing-v2 elastic-transcoder elasticsearch-service emr-containers',
  'emr-serverless finspace-data geo-maps geo-places geo-routes inspector-scan iot-events iot-events-data',
  'iot-jobs-data-plane iot-wireless ivs-realtime kendra-ranking kinesis-analytics kinesis-analytics-v2',
  'kinesis-video kinesis-video-archived-media kinesis-video-media kinesis-video-signaling',
  'kinesis-video-webrtc-storage launch-wizard lex-model-building-service lex-models-v2 lex-runtime-service',
  'lex-runtime-v2 license-manager license-manager-linux-subscriptions license-manager-user-subscriptions',
  'managedblockchain-query marketplace-catalog marketplace-commerce-analytics marketplace-entitlement-service',
  'marketplace-metering marketplace-reporting mediapackage-vod medical-imaging migration-hub',
  'migration-hub-refactor-spaces migrationhub-config neptune-graph network-firewall partnercentral-selling',
  'payment-cryptography payment-cryptography-data pca-connector-ad pca-connector-scep personalize-events',
  'personalize-runtime pinpoint-email pinpoint-sms-voice pinpoint-sms-voice-v2 qldb-session rds-data redshift-data',
  'redshift-serverless resource-explorer-2 resource-groups resource-groups-tagging-api route-53 route-53-domains',
  'route53-recovery-cluster route53-recovery-control-config route53-recovery-readiness s3-control',
  'sagemaker-a2i-runtime sagemaker-edge sagemaker-featurestore-runtime sagemaker-geospatial sagemaker-metrics',
  'sagemaker-runtime secrets-manager security-ir service-catalog service-catalog-appregistry service-quotas',
  'snow-device-management ssm-contacts ssm-incidents ssm-quicksetup ssm-sap sso-admin sso-oidc storage-gateway',
  'support-app timestream-influxdb timestream-query timestream-write voice-id vpc-lattice waf-regional',
  'workspaces-thin-client workspaces-web',
].flatMap((line) => line.split(' '));

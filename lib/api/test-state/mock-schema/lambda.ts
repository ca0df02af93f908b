import {
  any,
  boolean,
  list,
  map,
  number,
  numberFrom,
  oneOf,
  string,
  stringOf,
  structure,
  type OutputShape,
} from './output-shape.ts';

const invoked = (Payload: OutputShape): OutputShape =>
  structure({
    StatusCode: number,
    FunctionError: string,
    LogResult: string,
    Payload,
    ExecutedVersion: stringOf(1, 1024),
  });

const failure = structure({ ErrorCode: string, Message: string });

/** Enums to which AWS keeps adding (run times, reasons) are left open. */
const Configuration = structure({
  FunctionName: stringOf(1, 256),
  FunctionArn: stringOf(0, 10_000),
  Runtime: string,
  Role: string,
  Handler: stringOf(0, 128),
  CodeSize: number,
  Description: stringOf(0, 256),
  Timeout: numberFrom(1),
  MemorySize: numberFrom(128, 32_768),
  LastModified: string,
  CodeSha256: string,
  Version: stringOf(1, 1024),
  VpcConfig: structure({
    SubnetIds: list(string),
    SecurityGroupIds: list(string),
    VpcId: string,
    Ipv6AllowedForDualStack: boolean,
  }),
  DeadLetterConfig: structure({ TargetArn: string }),
  Environment: structure({ Variables: map(string), Error: failure }),
  KMSKeyArn: string,
  TracingConfig: structure({ Mode: oneOf('Active', 'PassThrough') }),
  MasterArn: stringOf(0, 10_000),
  RevisionId: string,
  Layers: list(
    structure({
      Arn: stringOf(1, 140),
      CodeSize: number,
      SigningProfileVersionArn: string,
      SigningJobArn: string,
    }),
  ),
  State: string,
  StateReason: string,
  StateReasonCode: string,
  LastUpdateStatus: oneOf('Successful', 'Failed', 'InProgress'),
  LastUpdateStatusReason: string,
  LastUpdateStatusReasonCode: string,
  FileSystemConfigs: list(
    structure({ Arn: stringOf(0, 256), LocalMountPath: stringOf(0, 160) }, ['Arn', 'LocalMountPath']),
  ),
  PackageType: oneOf('Zip', 'Image'),
  Architectures: list(oneOf('x86_64', 'arm64')),
  EphemeralStorage: structure({ Size: numberFrom(512, 10_240) }, ['Size']),
  SnapStart: structure({
    ApplyOn: oneOf('PublishedVersions', 'None'),
    OptimizationStatus: oneOf('On', 'Off'),
  }),
  LoggingConfig: structure({
    LogFormat: oneOf('JSON', 'Text'),
    ApplicationLogLevel: oneOf('TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'),
    SystemLogLevel: oneOf('DEBUG', 'INFO', 'WARN'),
    LogGroup: stringOf(1, 512),
  }),
});

/** The optimized integration reads the function's answer, so that its Payload can be anything. */
export const LAMBDA = { invoke: invoked(any) };

export const SDK_LAMBDA = {
  invoke: invoked(string),
  getFunction: structure({
    Configuration,
    Code: structure({
      RepositoryType: string,
      Location: string,
      ImageUri: string,
      ResolvedImageUri: string,
      SourceKMSKeyArn: string,
    }),
    Tags: map(string),
    Concurrency: structure({ ReservedConcurrentExecutions: numberFrom(0) }),
  }),
};

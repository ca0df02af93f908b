import { oneOf, stringOf, structure } from './output-shape.ts';

const KeyId = stringOf(1, 2048);
const EncryptionAlgorithm = oneOf('SYMMETRIC_DEFAULT', 'RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256', 'SM2PKE');

export const SDK_KMS = {
  encrypt: structure({ CiphertextBlob: stringOf(1, 6144), KeyId, EncryptionAlgorithm }),
  decrypt: structure({
    KeyId,
    Plaintext: stringOf(1, 4096),
    EncryptionAlgorithm,
    CiphertextForRecipient: stringOf(1, 6144),
    KeyMaterialId: stringOf(64, 64),
  }),
};

import { list, number, string, stringOf, structure } from './output-shape.ts';

export const EVENTS = {
  putEvents: structure({
    FailedEntryCount: number,
    Entries: list(structure({ EventId: stringOf(0, 64), ErrorCode: string, ErrorMessage: string })),
  }),
};

export const SNS = { publish: structure({ MessageId: string, SequenceNumber: string }) };

export const SQS = {
  sendMessage: structure({
    MD5OfMessageBody: string,
    MD5OfMessageAttributes: string,
    MD5OfMessageSystemAttributes: string,
    MessageId: string,
    SequenceNumber: string,
  }),
};

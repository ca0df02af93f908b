interface AnswerText {
  readonly text: string;
  /** False: there was more of it. */
  readonly isWhole: boolean;
}

/** The text of an answer, of a long one only its beginning: an answer of gigabytes would end the process. */
export async function answerText({ body }: Response, maxBytes: number): Promise<AnswerText> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  // Leaving the loop lets go of the connection.
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += part.length;
    if (bytes > maxBytes) return { text: text + decoder.decode(part.subarray(0, maxBytes - bytes)), isWhole: false };
    text += decoder.decode(part, { stream: true });
  }
  return { text: text + decoder.decode(), isWhole: true };
}

/** A time as the protocol writes it: seconds since the epoch, with milliseconds as fractions. */
export function timestamp(ms: number): number {
  return ms / 1000;
}

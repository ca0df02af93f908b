/** A random UUID (version 4) from the execution's own sequence of chance, so that it is the same when a step is repeated. */
export function randomUuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, (_, index) => {
    const digit = Math.floor(random() * 16);
    if (index === 12) return 4;
    return index === 16 ? (digit & 0b0011) | 0b1000 : digit;
  });
  const hex = digits.map((digit) => digit.toString(16)).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

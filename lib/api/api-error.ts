/** An error that AWS models: the caller's fault, answered with its name and text. */
export class ApiError extends Error {
  override readonly name: string;
  readonly status: number;
  /** Further members of the answer, such as `reason`. */
  readonly members: Readonly<Record<string, string>>;

  constructor(name: string, message: string, members: Readonly<Record<string, string>> = {}, status = 400) {
    super(message);
    this.name = name;
    this.members = members;
    this.status = status;
  }
}

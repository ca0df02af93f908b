const QUOTE = '"';
const BACKSLASH = '\\';

/** Makes records of lines: a field in quotation marks may go on over several of them. */
export interface CsvRecords {
  /** @returns the fields of the record that ends with this line; undefined: it goes on in the next one */
  add(line: string): readonly string[] | undefined;
  /** Is a quotation mark open? */
  readonly isOpen: boolean;
}

/**
 * The dialect of Step Functions (docs: how CSV files are parsed). Quotation marks are for fields that hold delimiters or
 * line ends; two of them are one. A backslash takes the meaning of a backslash, quotation mark or delimiter, and before
 * anything else it disappears. A lone quotation mark amid an unquoted field stands for itself (guess).
 */
export function createCsvRecords(delimiter: string): CsvRecords {
  let fields: string[] = [];
  let field = '';
  let isQuoted = false;

  const readLine = (line: string): void => {
    for (let index = 0; index < line.length; index += 1) {
      const character = line.charAt(index);
      const next = line.charAt(index + 1);
      if (character === BACKSLASH) {
        if (next === BACKSLASH || next === QUOTE || next === delimiter) {
          field += next;
          index += 1;
        }
      } else if (character === QUOTE) {
        const mayOpen = !isQuoted && field.trim() === '';
        if (next === QUOTE && !mayOpen) {
          field += QUOTE;
          index += 1;
        } else if (isQuoted) {
          isQuoted = false;
        } else if (mayOpen) {
          isQuoted = true;
          field = '';
        } else {
          field += QUOTE;
        }
      } else if (character === delimiter && !isQuoted) {
        fields.push(field);
        field = '';
      } else {
        field += character;
      }
    }
  };

  return {
    get isOpen() {
      return isQuoted;
    },
    add(line) {
      if (!isQuoted && !line.includes(QUOTE) && !line.includes(BACKSLASH)) return line.split(delimiter);
      readLine(line);
      if (isQuoted) {
        field += '\n';
        return undefined;
      }
      const record = [...fields, field];
      [fields, field] = [[], ''];
      return record;
    },
  };
}

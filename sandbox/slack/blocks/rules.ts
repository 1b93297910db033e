/** Small pieces to say what Slack accepts in a piece of JSON. A rule reports every fault it finds, with its place. */
export interface BlockError {
  /** JSON pointer from the root of what was sent, e.g. `/blocks/0/text/text`. */
  pointer: string;
  message: string;
}

export type Report = (pointer: string, message: string) => void;
export type Rule = (value: unknown, pointer: string, report: Report) => void;
export type Fields = Record<string, Rule | { optional: Rule }>;

export const optional = (rule: Rule) => ({ optional: rule });

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Slack counts characters, not UTF-16 units. */
const length = (text: string) => [...text].length;

/** A string of `min` to `max` characters. */
export const string =
  (max = Number.POSITIVE_INFINITY, min = 1): Rule =>
  (value, pointer, report) => {
    if (typeof value !== 'string') return report(pointer, 'must be a string');
    if (length(value) < min) report(pointer, `must be more than ${min - 1} characters`);
    if (length(value) > max) report(pointer, `must be less than ${max + 1} characters`);
  };

export const boolean: Rule = (value, pointer, report) => {
  if (typeof value !== 'boolean') report(pointer, 'must be a boolean');
};

export const number =
  (min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): Rule =>
  (value, pointer, report) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return report(pointer, 'must be a number');
    if (value < min || value > max) report(pointer, `must be between ${min} and ${max}`);
  };

export const oneOf =
  (...values: unknown[]): Rule =>
  (value, pointer, report) => {
    if (!values.includes(value)) report(pointer, `must be one of ${values.join(', ')}`);
  };

export const url =
  (max = 3000): Rule =>
  (value, pointer, report) => {
    string(max)(value, pointer, report);
    if (typeof value === 'string' && !/^(https?|mailto|tel|slack):/.test(value))
      report(pointer, 'must be a valid url');
  };

export const list =
  (rule: Rule, { min = 1, max = Number.POSITIVE_INFINITY } = {}): Rule =>
  (value, pointer, report) => {
    if (!Array.isArray(value)) return report(pointer, 'must be an array');
    if (value.length < min) report(pointer, `no less than ${min} items allowed`);
    if (value.length > max) report(pointer, `no more than ${max} items allowed`);
    value.forEach((item, index) => {
      rule(item, `${pointer}/${index}`, report);
    });
  };

export const record =
  (fields: Fields): Rule =>
  (value, pointer, report) => {
    if (!isObject(value)) return report(pointer, 'must be an object');
    for (const name of Object.keys(value)) {
      if (!Object.hasOwn(fields, name)) report(pointer, `unknown field: ${name}`);
    }
    for (const [name, field] of Object.entries(fields)) {
      if (value[name] !== undefined) {
        (typeof field === 'function' ? field : field.optional)(value[name], `${pointer}/${name}`, report);
      } else if (typeof field === 'function') {
        report(pointer, `missing required field: ${name}`);
      }
    }
  };

/** An object whose `type` chooses its rule. */
export const typed =
  (rules: Record<string, Rule>, what: string): Rule =>
  (value, pointer, report) => {
    if (!isObject(value)) return report(pointer, 'must be an object');
    const rule =
      typeof value.type === 'string' && Object.hasOwn(rules, value.type) ? rules[value.type] : undefined;
    if (!rule) return report(`${pointer}/type`, `unsupported type: ${String(value.type)} is no ${what}`);
    rule(value, pointer, report);
  };

/** Exactly one of the named fields must be there. */
export const exactlyOne =
  (...names: string[]): Rule =>
  (value, pointer, report) => {
    const present = names.filter((name) => isObject(value) && value[name] !== undefined);
    if (present.length !== 1) report(pointer, `must have exactly one of ${names.join(', ')}`);
  };

export const all =
  (...rules: Rule[]): Rule =>
  (value, pointer, report) => {
    for (const rule of rules) rule(value, pointer, report);
  };

/** As Slack writes them into `response_metadata.messages`. */
export const messagesOf = (errors: BlockError[]): string[] =>
  errors.map(({ pointer, message }) => `[ERROR] ${message} [json-pointer:${pointer}]`);

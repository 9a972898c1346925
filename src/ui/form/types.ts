import type { FieldRules } from '../../lib/checks';
import type { Values } from '../../lib/merge-changes';
import type { FilterOption } from '../list/types';

/** A field of a record: what it takes, what it is called, and which part of the record it is saved with. */
export interface FieldDef extends FieldRules {
  name: string;
  /** The part of the payload: the table of its own that it stands in. */
  part: string;
  label: string;
  /** For `select`. */
  options?: readonly FilterOption[];
  /** For `tags`, `person` and `record`: finds what may be chosen. */
  find?: (text: string) => Promise<readonly FilterOption[]>;
  /** For `text`: what others have written here, offered while one types. */
  suggest?: () => Promise<readonly FilterOption[]>;
  /** For `record`: the words of the value that the record has already. */
  labelOf?: (value: string) => string | undefined;
  /** Shown only when this is true of the form's values. */
  when?: (values: Values) => boolean;
  /** Left out of the record's page while it is empty. */
  quiet?: boolean;
  /** Takes the whole line. */
  wide?: boolean;
  hint?: string;
  /** What the browser may fill in. */
  autoComplete?: string;
  /** Figures of this field are money in this currency, for showing. */
  currency?: string;
}

export interface FormSection {
  key: string;
  title: string;
  fields: readonly FieldDef[];
  when?: (values: Values) => boolean;
}

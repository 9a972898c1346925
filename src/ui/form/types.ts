import type { ComponentType, ReactNode } from 'react';
import type { FieldRules } from '../../lib/checks';
import type { Values } from '../../lib/merge-changes';
import type { FilterOption } from '../list/types';

/** What a control of a field's own is given. */
export interface ControlSlot {
  id?: string;
  value?: unknown;
  onChange?: (value: unknown) => void;
  disabled?: boolean;
  autoFocus?: boolean;
}

/** A field of a record: what it takes, what it is called, and which part of the record it is saved with. */
export interface FieldDef extends FieldRules {
  name: string;
  /** The part of the payload: the table of its own that it stands in. */
  part: string;
  label: string;
  /** For `select`, and for `tags` that are chosen from what there is. */
  options?: readonly FilterOption[];
  /** For `tags`, `person` and `record`: finds what may be chosen. */
  find?: (text: string) => Promise<readonly FilterOption[]>;
  /** For `text`: what others have written here, offered while one types. */
  suggest?: () => Promise<readonly FilterOption[]>;
  /** For `record`: the words of the value that the record has already. */
  labelOf?: (value: string) => string | undefined;
  /** The field whose number this one must not be below. */
  notBelow?: string;
  /** A control of the field's own, in place of the type's. */
  control?: ComponentType<ControlSlot>;
  /** Its section's title says what it is. */
  bare?: boolean;
  /** How the value is read, where the type does not say it. */
  show?: (value: unknown) => ReactNode;
  /** Follows from others: shown, never edited. */
  fixed?: boolean;
  /** Why it cannot be changed while the record has these values, in words; null while it can. */
  lock?: (values: Values) => string | null;
  /** What is wrong with a value beyond the type's rules, in words; null when nothing is. */
  check?: (value: unknown) => string | null;
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

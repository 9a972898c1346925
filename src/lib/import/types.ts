/** What an import can make: the resource's name in the permission matrix. */
export type Target = 'products' | 'customers' | 'profiles' | 'deals' | 'orders';

/** What a cell may name in the database, by name, e-mail or key. */
export type LookupKind =
  | 'products'
  | 'customers'
  | 'profiles'
  | 'teams'
  | 'departments'
  | 'stages'
  | 'lost_reasons';

export type FieldType =
  | 'text'
  | 'email'
  | 'url'
  | 'domain'
  | 'number'
  | 'integer'
  | 'date'
  | 'choice'
  /** Several of a list, apart by semicolons. */
  | 'choices'
  | 'lookup';

/** A fixed list of values, each known by several names. */
export type ChoiceSet =
  | 'boolean'
  | 'country'
  | 'currency'
  | 'industry'
  | 'kind'
  | 'lifecycle_stage'
  | 'order_status'
  | 'size_band'
  | 'source'
  | 'tier';

/** Columns that are a resource of their own in the permission matrix. */
export type FieldGroup = 'customers.contact_details' | 'customers.demographics';

/** A choice of a field's own list: its code, what files call it, and what it is called by language. */
export interface OwnChoice {
  code: string;
  names: readonly string[];
  labels: Readonly<Record<string, string>>;
  /** Whether it is still offered: one that is not is known where a record has it already. */
  active: boolean;
}

/** A place that a column can go to. Its label is `imports.fields.<target>.<key>`, of a custom field in `labels`. */
export interface Field {
  key: string;
  type: FieldType;
  required?: boolean;
  /** The field group that it is of: for who may see and change that one. */
  group?: FieldGroup;
  lookup?: LookupKind;
  choices?: ChoiceSet;
  /** A list of its own to choose from. */
  options?: readonly OwnChoice[];
  /** Of a custom field: what it is called, by language. */
  labels?: Readonly<Record<string, string>>;
  /** Names that columns of this kind have in the wild, in several languages. */
  synonyms: readonly string[];
  /** Longest text. */
  max?: number;
  /** Whether figures may be given in thousands or millions. */
  scalable?: boolean;
  /** Smallest and largest number. */
  range?: readonly [number, number];
}

export type DateFormat = 'ymd' | 'mdy' | 'dmy' | 'named' | 'jalali' | 'excel';
export type DecimalMark = '.' | ',';

/** How one column is read. */
export interface ColumnMapping {
  /** The field it goes to; null: left out on purpose. */
  field: string | null;
  date?: DateFormat;
  decimal?: DecimalMark;
  /** What the column's unit is worth: 1, 1000 or 1000000. */
  scale?: number;
  /** What a text of the file means: a choice's code, a name in the database; null: nothing. */
  values?: Record<string, string | null>;
}

export interface ImportOptions {
  /** Deals: an open deal without an amount takes the product's list price, marked as an estimate. */
  estimateFromListPrice: boolean;
  /** People: teams and managers that are not there yet are made. */
  createMissing: boolean;
}

/** Everything that says how a file becomes records; the screen makes it, a file keeps it, the command takes it. */
export interface Mapping {
  version: 1;
  target: Target;
  /** By the column's name. A column that is not listed is not imported. */
  columns: Record<string, ColumnMapping>;
  /** The target's custom fields when it was made. */
  custom?: readonly Field[];
  /** Values for what new records have no cell for, by field. */
  defaults: Record<string, string>;
  options: ImportOptions;
}

/** Something that has to be answered before the file can be read. */
export interface Question {
  column: string;
  kind: 'date' | 'decimal';
  /** Values of the file that can be read in more than one way. */
  examples: string[];
  choices: string[];
}

/** What is wrong with a row: an i18n key under `imports.issues`, with the field and what the text names. */
export interface Issue {
  field?: string;
  key: string;
  params?: Record<string, string | number>;
}

/** A row of the file as it is staged. */
export interface StagedRow {
  /** The row's number in the file: the head is row 1. */
  number: number;
  raw: string[];
  data: Record<string, string | number | boolean | string[] | null>;
  issues: Issue[];
}

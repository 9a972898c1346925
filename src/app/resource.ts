import type { ComponentType } from 'react';

/** The side bar's groups, in the order they stand there. */
export const groups = ['sales', 'support', 'marketing', 'management', 'people', 'system'] as const;
export type ResourceGroup = (typeof groups)[number];

type Page = () => Promise<{ default: ComponentType }>;

/** What a resource's manifest (`src/resources/<name>/index.ts`) tells the shell. */
export interface ResourceManifest {
  /** Name in the address, in the locale files and, unless `table` says otherwise, of the table. Same as the folder. */
  name: string;
  /** Table or view that Refine's hooks read when it is not called as the resource is. */
  table?: string;
  icon: ComponentType;
  group: ResourceGroup;
  /** Place within the group, smallest first. */
  order: number;
  /** Resource key in the permission matrix; `name` unless given. */
  permission?: string;
  /** The action that lets somebody open its list and records; `read` unless given. */
  readAction?: string;
  list: Page;
  show?: Page;
  create?: Page;
  edit?: Page;
  /** One's own things: reached from the account's menu and the palette, not from the navigation. */
  own?: boolean;
  /** Further ways to look at the rows, by the last part of their address: `board`. */
  pages?: Record<string, Page>;
  /** What of it waits for the reader, as a panel of the start page (`Worklist`). */
  work?: Page;
  /** The text that names one record, for titles and breadcrumbs. */
  recordTitle?: (record: Record<string, unknown>) => string;
}

export interface Resource extends ResourceManifest {
  permission: string;
  readAction: string;
  table: string;
  /** Addresses, as Refine and the router take them. */
  paths: { list: string; show: string; create: string; edit: string };
}

/**
 * Declares a resource: the shell makes its routes, its place in the navigation and its palette entries from it.
 * Texts are `<name>.title` (plural, for the navigation), `<name>.one` (one record), `<name>.create` (the action) and
 * `<name>.hint` (what is in it) in the resource's own locale files.
 */
export function defineResource(manifest: ResourceManifest): Resource {
  const base = `/${manifest.name.replaceAll('_', '-')}`;
  return {
    ...manifest,
    permission: manifest.permission ?? manifest.name,
    readAction: manifest.readAction ?? 'read',
    table: manifest.table ?? manifest.name,
    paths: { list: base, create: `${base}/create`, show: `${base}/:id`, edit: `${base}/:id/edit` },
  };
}

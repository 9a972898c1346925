import type { TFunction } from 'i18next';
import type { ComponentType } from 'react';
import type { Language } from '../app/languages';
import type { ResourceGroup } from '../app/resource';
import type { Answers, Queries } from './metrics';
import type { DashboardState } from './period';

/** Version of what the host offers to plugins; a plugin says which it was made for. */
export const hostVersion = '1.0.0';
/** `^1` or `^1.2`: made for that version, and fine with later ones of the same major. */
export type HostRange = `^${number}`;

/** A permission that a widget's reader must have: `deals.read`. */
export type Need = `${string}.${string}`;

export interface WidgetSpec<Q extends Queries = Queries> {
  /** Key of its title in the plugin's texts. */
  title: string;
  /** Key of what it shows and how that is counted. */
  hint?: string;
  needs: readonly Need[];
  /** Columns of twelve, and rows of 80 px. */
  size: { w: number; h: number };
  /** Without the frame's border and head: for figures that are tiles themselves. */
  bare?: boolean;
  /** Whether it draws a chart, which can then be read as a table. */
  chart?: boolean;
  queries: Q;
}

/** What the host gives to a widget's component. */
export interface WidgetProps<S extends WidgetSpec> {
  /** What the filter bar says. */
  state: DashboardState;
  t: TFunction;
  data: Answers<S['queries']>;
  /** The widget's title, to name what it draws. */
  title: string;
  /** Show the figures as a table instead of a chart. */
  asTable: boolean;
}

export interface Widget {
  spec: WidgetSpec;
  load: () => Promise<{ default: ComponentType<WidgetProps<WidgetSpec>> }>;
}

/** Declares what a widget asks and needs. It imports no React, so that it can be read outside a browser. */
export function widgetSpec<const Q extends Queries>(spec: WidgetSpec<Q>): WidgetSpec<Q> {
  return spec;
}

/** Joins a spec with the component that draws it, which is fetched when it is first shown. */
export function widget<Q extends Queries>(
  spec: WidgetSpec<Q>,
  load: () => Promise<{ default: ComponentType<WidgetProps<WidgetSpec<Q>>> }>,
): Widget {
  // The host hands each component the answers to its own spec's queries, which no single type can say for all.
  return { spec, load: load as unknown as Widget['load'] };
}

/** Where a widget stands on a dashboard: its first column (0–11) and row; its size is the spec's unless given. */
export interface Tile<W extends string = string> {
  widget: W;
  x: number;
  y: number;
  w?: number;
  h?: number;
}

export interface Dashboard<W extends string = string> {
  id: string;
  /** Key of its name; `<title>.title`, and `<title>.hint` for what it shows. */
  title: string;
  icon: ComponentType;
  layout: readonly Tile<W>[];
  /** The widget that stands on the start page for who may see it. */
  home?: W;
}

type Texts = Record<string, unknown>;

export interface Plugin<W extends string = string> {
  /** Its folder's name; its texts stand under it. */
  id: string;
  department: ResourceGroup;
  version: string;
  hostApi: HostRange;
  locales: Record<Language, () => Promise<{ default: Texts }>>;
  widgets: Record<W, Widget>;
  dashboards: readonly Dashboard<W>[];
}

/** Declares a department's dashboards. A layout that names a widget which is not there does not compile. */
export function definePlugin<const W extends string>(
  plugin: Omit<Plugin<W>, 'dashboards'> & { dashboards: readonly Dashboard<NoInfer<W>>[] },
): Plugin {
  return plugin;
}

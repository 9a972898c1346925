import type { TFunction } from 'i18next';
import type { ComponentType } from 'react';
import type { Language } from '../app/languages';
import type { ResourceGroup } from '../app/resource';
import type { Metric } from './keys';
import type { Answers, Queries } from './metrics';
import type { DashboardState } from './period';
import type { WidgetSettings } from './settings';

/** Version of what the host offers to plugins; a plugin says which it was made for. */
export const hostVersion = '1.1.0';
/** `^1` or `^1.2`: made for that version, and fine with later ones of the same major. */
export type HostRange = `^${number}`;

/** Whether a plugin made for `range` (`^1`, `^1.2`) works on this version of the host. */
export function suits(range: string, version: string): boolean {
  const [, major, minor = '0'] = /^\^(\d+)(?:\.(\d+))?$/.exec(range) ?? [];
  const [ownMajor, ownMinor] = version.split('.').map(Number);
  return major !== undefined && Number(major) === ownMajor && Number(minor) <= (ownMinor ?? 0);
}

/** A permission that a widget's reader must have: `deals.read`. */
export type Need = `${string}.${string}`;

/** Columns of twelve and rows of 80 px: at first, and how small or large a reader may make it. */
export interface WidgetSize {
  w: number;
  h: number;
  minW?: number;
  minH?: number;
  maxW?: number;
  maxH?: number;
}

export interface WidgetSpec<Q extends Queries = Queries, S extends object = object> {
  /** Key of its title in the plugin's texts. */
  title: string;
  /** Key of what it shows and how that is counted. */
  hint?: string;
  needs: readonly Need[];
  size: WidgetSize;
  /** Without the frame's border and head: for figures that are tiles themselves. */
  bare?: boolean;
  /** Whether it draws a chart, which can then be read as a table. */
  chart?: boolean;
  /** The metric whose rows are those behind it; its first metric that has some unless given. */
  rows?: Metric;
  /** What each reader may set for a tile of it. */
  settings?: WidgetSettings<S>;
  /** What it asks, which may depend on its settings. */
  queries: Q | ((settings: S) => Q);
}

/** A spec, whatever it asks and lets one set. */
type AnySpec = Pick<WidgetSpec, 'title' | 'needs' | 'size'> & { settings?: unknown; queries: unknown };
type QueriesOf<S extends AnySpec> = S extends WidgetSpec<infer Q, infer _> ? Q : Queries;
export type SettingsOf<S extends AnySpec> = S extends { settings?: WidgetSettings<infer T> } ? T : object;

/** What the host gives to a widget's component. */
export interface WidgetProps<S extends AnySpec> {
  /** What the filter bar says. */
  state: DashboardState;
  t: TFunction;
  data: Answers<QueriesOf<S>>;
  settings: SettingsOf<S>;
  /** The widget's title, to name what it draws. */
  title: string;
  /** Show the figures as a table instead of a chart. */
  asTable: boolean;
}

/** What the host gives to the component by which a reader sets a tile. */
export interface SettingsProps<S extends AnySpec> {
  value: SettingsOf<S>;
  onChange: (value: SettingsOf<S>) => void;
  t: TFunction;
}

export interface Widget<S extends object = object> {
  spec: WidgetSpec;
  load: () => Promise<{ default: ComponentType<WidgetProps<WidgetSpec>> }>;
  /** The form of its settings, for a widget that has some. */
  loadSettings?: () => Promise<{ default: ComponentType<SettingsProps<WidgetSpec>> }>;
  /** Never there: it carries the type of the settings to the layouts that name them. */
  readonly settings?: S;
}

/** Declares what a widget asks and needs. It imports no React, so that it can be read outside a browser. */
export function widgetSpec<const Q extends Queries, S extends object = object>(
  spec: WidgetSpec<Q, S>,
): WidgetSpec<Q, S> {
  return spec;
}

/** Joins a spec with the component that draws it, and the one that sets it, which are fetched when first shown. */
export function widget<Q extends Queries, S extends object>(
  spec: WidgetSpec<Q, S>,
  load: () => Promise<{ default: ComponentType<WidgetProps<WidgetSpec<Q, S>>> }>,
  loadSettings?: () => Promise<{ default: ComponentType<SettingsProps<WidgetSpec<Q, S>>> }>,
): Widget<S> {
  // The host hands each component the answers to its own spec's queries, which no single type can say for all.
  return { spec, load, ...(loadSettings && { loadSettings }) } as unknown as Widget<S>;
}

/**
 * Where a widget stands on a dashboard: its first column (0–11) and row; its size is the spec's unless given. `id` tells
 * two tiles of one widget apart.
 */
export interface Tile<W extends string = string, S extends object = object> {
  id?: string;
  widget: W;
  x: number;
  y: number;
  w?: number;
  h?: number;
  settings?: S;
}

export interface Dashboard<W extends string = string, T extends Tile = Tile> {
  id: string;
  /** Key of its name; `<title>.title`, and `<title>.hint` for what it shows. */
  title: string;
  icon: ComponentType;
  layout: readonly T[];
  /** The widget that stands on the start page for who may see it. */
  home?: W;
}

type Texts = Record<string, unknown>;

export interface Plugin {
  /** Its folder's name; its texts stand under it. */
  id: string;
  department: ResourceGroup;
  version: string;
  hostApi: HostRange;
  locales: Record<Language, () => Promise<{ default: Texts }>>;
  widgets: Readonly<Record<string, Widget>>;
  dashboards: readonly Dashboard[];
}

type Widgets = Readonly<Record<string, Widget>>;
type SettingsIn<W> = W extends Widget<infer S> ? S : object;
type TileOf<W extends Widgets> = { [K in keyof W & string]: Tile<K, Partial<SettingsIn<W[K]>>> }[keyof W &
  string];

/**
 * Declares a department's dashboards. A layout that names a widget which is not there, or a setting that it does not
 * have, does not compile.
 */
export function definePlugin<const W extends Widgets>(
  plugin: Omit<Plugin, 'dashboards' | 'widgets'> & {
    widgets: W;
    dashboards: readonly Dashboard<NoInfer<keyof W & string>, TileOf<NoInfer<W>>>[];
  },
): Plugin {
  return plugin;
}

import { expectTypeOf, it } from 'vitest';
import { z } from 'zod/mini';
import { call, definePlugin, metrics, type WidgetProps, widget, widgetSpec } from './index';
import type { SettingsOf } from './plugin';

const load = () => Promise.reject(new Error('is not drawn'));
const icon = () => null;

const spec = widgetSpec({
  title: 't',
  needs: ['deals.read'],
  size: { w: 1, h: 1 },
  queries: { q: metrics(['deals.won_count', 'deals.win_rate'], { by: ['stage'] }) },
});

interface Funnel {
  row: { stage: string; entered: number };
  totals: { entered: number };
  args: { pipeline: string | null };
}
const adjustable = widgetSpec({
  title: 't',
  needs: ['deals.read'],
  size: { w: 1, h: 1, minW: 1 },
  settings: {
    version: 2,
    schema: z.object({
      limit: z._default(z.number(), 10),
      pipeline: z._default(z.nullable(z.string()), null),
    }),
  },
  queries: (settings) => ({
    top: metrics(['deals.won_value'], { by: ['owner'], limit: settings.limit }),
    funnel: call<Funnel>('sales.funnel', { args: { pipeline: settings.pipeline } }),
  }),
});

const plugin = {
  id: 'x',
  department: 'sales',
  version: '1.0.0',
  hostApi: '^1',
  locales: { en: load, 'zh-CN': load, 'zh-TW': load, fa: load },
  widgets: { plain: widget(spec, load), set: widget(adjustable, load) },
} as const;

it('types a query’s rows by its metrics and dimensions', () => {
  type Row = WidgetProps<typeof spec>['data']['q']['rows'][number];
  expectTypeOf<Row['deals.won_count']>().toEqualTypeOf<number>();
  expectTypeOf<Row['deals.win_rate']>().toEqualTypeOf<number | null>();
  expectTypeOf<Row['stage_label']>().toEqualTypeOf<string | null>();
  // @ts-expect-error the query has no such column
  type _Column = Row['deals.won_value'];
  // @ts-expect-error the query is not cut by that
  type _Cut = Row['owner'];
  // @ts-expect-error the widget has no such query
  type _Query = WidgetProps<typeof spec>['data']['other'];
  // @ts-expect-error there is no such metric
  metrics(['deals.margin']);
  // @ts-expect-error there is no such dimension
  metrics(['deals.won_count'], { by: ['mood'] });
  // @ts-expect-error rows are ordered by what they have
  metrics(['deals.won_count'], { by: ['stage'], order: { by: 'owner', direction: 'asc' } });
  // @ts-expect-error there is no such period
  metrics(['deals.won_count'], { range: 'next_year' });
});

it('types what a function takes and gives', () => {
  type Answer = WidgetProps<typeof adjustable>['data']['funnel'];
  expectTypeOf<Answer['rows'][number]>().toEqualTypeOf<Funnel['row']>();
  expectTypeOf<Answer['totals']['entered']>().toEqualTypeOf<number>();
  // @ts-expect-error its rows have no such column
  type _Column = Answer['rows'][number]['left'];
  // @ts-expect-error it needs its arguments
  call<Funnel>('sales.funnel');
  // @ts-expect-error it takes no such argument
  call<Funnel>('sales.funnel', { args: { pipeline: null, mood: 1 } });
  // @ts-expect-error a file's columns are the rows'
  call<{ row: { a: number } }>('sales.funnel', { file: { 'x.a': 'b' } });
  // @ts-expect-error a function's key names what it is of
  call<{ row: { a: number } }>('funnel');
});

it('types settings from their schema to the component and the layout', () => {
  expectTypeOf<SettingsOf<typeof adjustable>>().toEqualTypeOf<{ limit: number; pipeline: string | null }>();
  expectTypeOf<WidgetProps<typeof adjustable>['settings']['limit']>().toEqualTypeOf<number>();
  type Top = WidgetProps<typeof adjustable>['data']['top']['rows'][number];
  expectTypeOf<Top['owner_label']>().toEqualTypeOf<string | null>();
  // @ts-expect-error there is no such setting
  type _Setting = WidgetProps<typeof adjustable>['settings']['size'];
  // @ts-expect-error a query cannot read a setting that is not there
  const limitOf = (given: SettingsOf<typeof adjustable>) => given.size;
  void limitOf;
});

it('types the layout by the plugin’s widgets', () => {
  const dashboard = { id: 'd', title: 'x.d', icon };
  definePlugin({
    ...plugin,
    dashboards: [
      {
        ...dashboard,
        home: 'plain',
        layout: [
          { widget: 'plain', x: 0, y: 0 },
          { widget: 'set', x: 1, y: 0, settings: { limit: 5 } },
        ],
      },
    ],
  });
  // @ts-expect-error the layout names a widget that is not there
  definePlugin({ ...plugin, dashboards: [{ ...dashboard, layout: [{ widget: 'two', x: 0, y: 0 }] }] });
  // @ts-expect-error the start page names a widget that is not there
  definePlugin({ ...plugin, dashboards: [{ ...dashboard, home: 'two', layout: [] }] });
  const wrong = { widget: 'set', x: 0, y: 0, settings: { limit: 'five' } } as const;
  // @ts-expect-error a setting of the wrong type
  definePlugin({ ...plugin, dashboards: [{ ...dashboard, layout: [wrong] }] });
  const unknown = { widget: 'set', x: 0, y: 0 } as const;
  definePlugin({
    ...plugin,
    // @ts-expect-error a setting that the widget does not have
    dashboards: [{ ...dashboard, layout: [{ ...unknown, settings: { size: 5 } }] }],
  });
});

const Draws = (_props: WidgetProps<typeof adjustable>) => null;

it('types components by the spec that they draw', () => {
  widget(adjustable, () => Promise.resolve({ default: Draws }));
  // @ts-expect-error the component draws another widget
  widget(spec, () => Promise.resolve({ default: Draws }));
});

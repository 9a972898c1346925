import {
  DownloadOutlined,
  PictureOutlined,
  QuestionCircleOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { App } from 'antd';
import { lazy, type RefObject, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scopeOf } from '../../providers/access';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { MenuOnDemand } from '../../ui/MenuOnDemand';
import { type RowAction, RowMenu } from '../../ui/RowMenu';
import { useErrorText } from '../../ui/states';
import type { WidgetResult } from '../batch';
import { figuresCsv, hasFile, mainQuery } from '../csv';
import { useFigures } from '../figures';
import { type Metric, metricKind } from '../keys';
import { isCall, type Queries } from '../metrics';
import type { WidgetSpec } from '../plugin';
import { useValueName } from '../ui/useValueName';
import { useDrill } from '../useDrill';

const Explain = lazy(() => import('./Explain'));

/** The metric whose rows a widget is about: the spec's word, else its main query's first that has rows. */
function rowsMetric(spec: WidgetSpec, queries: Queries): Metric | undefined {
  const query = mainQuery(queries)?.[1];
  return (
    spec.rows ?? (query && !isCall(query) ? query.metrics.find((one) => metricKind(one).drill) : undefined)
  );
}

/** What can be had of a widget: how it is counted, the rows behind it, its figures and its picture as files. */
export function WidgetMenu({
  spec,
  title,
  queries,
  result,
  frame,
}: {
  spec: WidgetSpec;
  title: string;
  queries: Queries;
  result: WidgetResult | undefined;
  /** The element that is drawn as a picture. */
  frame: RefObject<HTMLElement | null>;
}) {
  const { t } = useTranslation();
  const { permissions } = useMe();
  const { notification } = App.useApp();
  const rpc = useRpc();
  const errorText = useErrorText();
  const figures = useFigures();
  const nameOfValue = useValueName();
  const drill = useDrill();
  const [explained, setExplained] = useState(false);
  const data = result && 'data' in result ? result.data : undefined;
  const main = mainQuery(queries);
  const answer = main && data?.[main[0]];
  const metric = rowsMetric(spec, queries);
  const resource = spec.needs[0]?.replace(/\.[^.]+$/, '') ?? '';

  const attempt = (work: () => Promise<void>) => () =>
    void work().catch((error: unknown) =>
      notification.error({ title: t('dashboards.widget.failed'), description: errorText(error) }),
    );
  const csv = async () => {
    if (!main || !answer) return;
    const file = figuresCsv(main[1], answer, {
      t,
      nameOf: nameOfValue,
      metric: figures.title,
      cut: (cut) =>
        t(
          cut === 'time' && 'grain' in answer
            ? `dashboards.grain.${answer.grain}`
            : `dashboards.dimension.${cut}`,
        ),
    });
    const { saveFile } = await import('../../ui/list/exportCsv');
    // No file without the database's word: it checks the permission and writes down what leaves.
    await rpc('begin_export', {
      payload: { resource, filter: [title], columns: file.heads, rows: file.rows },
    });
    saveFile(new Blob([file.text], { type: 'text/csv;charset=utf-8' }), title);
  };
  const png = async () => {
    if (!frame.current) return;
    const { widgetPicture } = await import('./picture');
    const { saveFile } = await import('../../ui/list/exportCsv');
    saveFile(await widgetPicture(frame.current), title, 'png');
  };

  const actions: RowAction[] = [
    {
      key: 'explain',
      label: t('dashboards.widget.explain'),
      icon: <QuestionCircleOutlined />,
      onClick: () => setExplained(true),
    },
  ];
  const rows = metric && answer && drill(metric, { period: answer.period });
  if (rows)
    actions.push({
      key: 'rows',
      label: t('dashboards.widget.rows'),
      icon: <UnorderedListOutlined />,
      to: rows,
    });
  if (main && answer && hasFile(main[1]) && scopeOf(permissions, resource, 'export') !== null)
    actions.push({
      key: 'csv',
      label: t('dashboards.widget.csv'),
      icon: <DownloadOutlined />,
      onClick: attempt(csv),
    });
  if (answer)
    actions.push({
      key: 'png',
      label: t('dashboards.widget.png'),
      icon: <PictureOutlined />,
      onClick: attempt(png),
    });
  return (
    <span className="at-widget-menu">
      <MenuOnDemand name={title} menu={() => <RowMenu name={title} actions={actions} startOpen />} />
      {explained ? (
        <Suspense>
          <Explain
            spec={spec}
            title={title}
            queries={queries}
            answer={answer}
            onClose={() => setExplained(false)}
          />
        </Suspense>
      ) : null}
    </span>
  );
}

import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { followsPeriod } from '../batch';
import { useFigures } from '../figures';
import { type CallAnswer, isCall, type MetricAnswer, type Queries } from '../metrics';
import type { WidgetSpec } from '../plugin';

/** How a widget's figures are counted: of what, by which date, in which currency, for which days. */
export default function Explain({
  spec,
  title,
  queries,
  answer,
  onClose,
}: {
  spec: WidgetSpec;
  title: string;
  queries: Queries;
  answer: MetricAnswer | CallAnswer | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const metrics = [
    ...new Set(Object.values(queries).flatMap((query) => (isCall(query) ? [] : query.metrics))),
  ];
  const timed = Object.values(queries).some(followsPeriod);
  return (
    <Modal open title={title} footer={null} onCancel={onClose} destroyOnHidden>
      {spec.hint ? <p>{t(spec.hint)}</p> : null}
      {metrics.length > 0 ? (
        <>
          <h3 className="at-explain-head">{t('dashboards.explain.figures')}</h3>
          <dl className="at-explain">
            {metrics.map((metric) => (
              <div key={metric}>
                <dt>{figures.title(metric)}</dt>
                <dd>{figures.hint(metric)}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
      <h3 className="at-explain-head">{t('dashboards.explain.period')}</h3>
      <p>{timed && answer ? <bdi>{figures.days(answer.period)}</bdi> : t('dashboards.explain.now')}</p>
      <p className="at-hint">{t('dashboards.explain.rights')}</p>
    </Modal>
  );
}

import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { PageHeader } from '../../ui';
import { TabList } from '../../ui/TabList';
import { Choices } from './Choices';
import { Pipelines } from './Pipelines';
import './pipelines.css';

const tabs = ['pipelines', 'lost_reasons', 'competitors'] as const;

/** What sales is measured by, for who keeps it: pipelines with their stages, lost reasons, competitors. */
export default function SalesSettings() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const active = tabs.find((tab) => tab === params.get('tab')) ?? 'pipelines';
  return (
    <>
      <PageHeader title={t('pipelines.title')} hint={t('pipelines.listHint')} />
      <TabList
        label={t('pipelines.title')}
        items={tabs.map((key) => ({ key, label: t(`pipelines.tabs.${key}`) }))}
        active={active}
        onChange={(tab) => setParams(tab === 'pipelines' ? {} : { tab }, { replace: true })}
      >
        {active === 'pipelines' ? <Pipelines /> : <Choices key={active} kind={active} />}
      </TabList>
    </>
  );
}

import { useInvalidate } from '@refinedev/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { PageHeader } from '../../ui';
import type { CustomField } from '../../ui/custom/field';
import { TabList } from '../../ui/TabList';
import { FieldDrawer } from './FieldDrawer';
import { Fields } from './Fields';
import './texts';
import './fields.css';

const kinds = ['customers', 'deals'] as const;

/** The organisation's own fields, by kind of record: put into order, changed, retired and brought back. */
export default function CustomFieldList() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const invalidate = useInvalidate();
  const active = kinds.find((kind) => kind === params.get('of')) ?? 'customers';
  /** The one that is changed; null for a new one. */
  const [asked, setAsked] = useState<CustomField | null>();
  const refresh = () => invalidate({ resource: 'custom_fields', invalidates: ['resourceAll'] });
  return (
    <>
      <PageHeader title={t('custom_fields.title')} hint={t('custom_fields.hint')} />
      <TabList
        label={t('custom_fields.title')}
        items={kinds.map((key) => ({ key, label: t(`custom_fields.of.${key}`) }))}
        active={active}
        onChange={(kind) => setParams(kind === 'customers' ? {} : { of: kind }, { replace: true })}
      >
        <Fields key={active} resource={active} onAsk={setAsked} onChanged={refresh} />
      </TabList>
      {asked === undefined ? null : (
        <FieldDrawer
          key={asked?.id ?? 'new'}
          resource={active}
          field={asked}
          onSaved={refresh}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

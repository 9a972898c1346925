import { MergeCellsOutlined } from '@ant-design/icons';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { toAtriumError } from '../../lib/errors';
import { MomentBy, PageSkeleton, PersonAvatar, PersonById, RecordHeader, useFormats } from '../../ui';
import { LogBar } from '../../ui/activities/LogBar';
import { Comments } from '../../ui/comments/Comments';
import { useCustomDefs } from '../../ui/custom/useCustomDefs';
import { FilesPanel } from '../../ui/files/FilesPanel';
import { EditLink, FactPanel, type SaveFact } from '../../ui/record';
import { RecordActions } from '../../ui/record/RecordActions';
import { problemOfPage, RecordProblem } from '../../ui/record/RecordProblem';
import { RelatedTabs } from '../../ui/related/RelatedTabs';
import { TagBar } from '../../ui/tags/TagBar';
import TimePanel from '../../ui/time/TimePanel';
import { ContactsPanel } from './ContactsPanel';
import { GroupPanel } from './GroupPanel';
import { parts } from './options';
import { type CustomerRecord, valuesOf } from './record';
import { StageTag } from './StageTag';
import { useCustomer, useCustomerOverview } from './useCustomer';
import { useFields } from './useFields';
import { useSaveCustomer } from './useSaveCustomer';
import { useSections } from './useSections';
import { useWords } from './useWords';

const Timeline = lazy(() => import('./timeline/Timeline'));
const MergedInto = lazy(() => import('./MergedInto'));

function Header({ customer, actions }: { customer: CustomerRecord; actions: ReactNode }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { word, place } = useWords();
  const facts = [
    { label: t('customers.fields.tier'), value: word('tiers', customer.tier) },
    {
      label: t('customers.fields.owner_id'),
      value: <PersonById id={customer.owner_id} name={customer.owner?.full_name} size={20} />,
    },
    { label: t('customers.fields.industry'), value: word('industries', customer.industry) },
    { label: t('customers.fields.location'), value: place(customer) },
    {
      label: t('customers.fields.number'),
      value: <span className="at-figure">{formats.number(customer.number, { useGrouping: false })}</span>,
    },
    {
      label: t('customers.fields.updated_at'),
      value: <MomentBy value={customer.updated_at} name={customer.editor?.full_name} />,
    },
  ];
  return (
    <RecordHeader
      title={customer.name}
      crumbs={[{ title: t('customers.title'), to: '/customers' }]}
      avatar={
        <PersonAvatar
          name={customer.name}
          size={40}
          shape={customer.kind === 'person' ? 'circle' : 'square'}
        />
      }
      status={<StageTag stage={customer.lifecycle_stage} />}
      facts={facts.filter(({ value }) => value)}
      actions={actions}
    />
  );
}

function Loaded({ customer }: { customer: CustomerRecord }) {
  const { t } = useTranslation();
  const { id } = customer;
  const { may, counts } = useCustomerOverview(id);
  const { all } = useFields(customer.parent?.name);
  const sections = useSections(customer.parent?.name);
  const custom = useCustomDefs('customers', 'customer', customer.custom);
  const { save, dialog } = useSaveCustomer(id, [...all, ...custom.facts]);
  const values = valuesOf(customer);
  const country = customer.details?.address_country ?? customer.country;

  const saveFact: SaveFact = (field, value) => save(customer, { ...values, [field.name]: value });
  const ifMay = (resource: string) => (may(resource, 'update') ? saveFact : undefined);
  const edit = (section: string, part: string) => (
    <EditLink resource="customers" id={id} section={section} may={may(part, 'update')} />
  );

  return (
    <div className="at-record">
      <Header
        customer={customer}
        actions={
          <RecordActions
            resource="customers"
            record={customer}
            name={customer.name}
            parts={parts}
            may={may}
            more={
              may('customers', 'merge')
                ? [
                    {
                      key: 'merge',
                      label: t('access.actions.merge'),
                      icon: <MergeCellsOutlined aria-hidden />,
                      to: `/customers/merge?id=${id}`,
                      lesser: true,
                    },
                  ]
                : []
            }
          />
        }
      />
      <TagBar resource="customers" id={id} mayEdit={may('customers', 'update')} />
      <LogBar about={{ kind: 'customers', id }} onPhone />
      <div className="at-record-columns">
        <div>
          <FactPanel
            title={t('customers.sections.facts')}
            fields={sections.facts}
            values={values}
            onSave={ifMay('customers')}
            extra={edit('basics', 'customers')}
          />
          {custom.facts.length > 0 ? (
            <FactPanel
              title={custom.title}
              fields={custom.facts}
              values={values}
              onSave={ifMay('customers')}
              extra={edit('custom', 'customers')}
            />
          ) : null}
          <FactPanel
            title={t('customers.sections.contact')}
            fields={sections.reach}
            values={values}
            country={country}
            onSave={ifMay('customers.contact_details')}
            extra={edit('contact', 'customers.contact_details')}
            denied={sections.mayReach ? undefined : t('customers.contactDenied')}
          />
          <ContactsPanel customer={customer} may={may} country={country} />
          <FactPanel
            title={t(`customers.sections.${customer.kind === 'person' ? 'person' : 'figures'}`)}
            fields={sections.about}
            values={values}
            onSave={ifMay('customers.demographics')}
            denied={sections.mayKnow ? undefined : t('customers.demographicsDenied')}
          />
          <GroupPanel customer={customer} />
          <Comments about={{ resource: 'customers', id }} />
          <TimePanel of={{ resource: 'customers', id }} />
          <FilesPanel of={{ resource: 'customers', id }} />
        </div>
        <RelatedTabs
          own={{ key: 'timeline', title: t('customers.timeline.title'), content: <Timeline id={id} /> }}
          kinds={['deals', 'orders', 'tickets', 'tasks']}
          filters={[{ field: 'customer_id', operator: 'eq', value: id }]}
          counts={counts}
          record={{ resource: 'customers', id }}
        />
      </div>
      {dialog}
    </div>
  );
}

/** One customer: who it is, how to reach it, and what happened with it. */
export default function CustomerShow() {
  const { id = '' } = useParams();
  const { query, record: customer } = useCustomer(id);
  const problem = problemOfPage(query.error, Boolean(customer));
  if (problem) {
    const page = <RecordProblem resource="customers" error={problem} onRetry={() => void query.refetch()} />;
    if (toAtriumError(problem).kind !== 'gone') return page;
    return (
      <Suspense fallback={<PageSkeleton />}>
        <MergedInto key={id} id={id}>
          {page}
        </MergedInto>
      </Suspense>
    );
  }
  if (!customer) return <PageSkeleton />;
  return <Loaded key={id} customer={customer} />;
}

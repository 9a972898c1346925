import { useQuery } from '@tanstack/react-query';
import { App, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentTime } from '../../lib/clock';
import { addDays, dayIn } from '../../lib/days';
import { drafts } from '../../lib/drafts';
import type { Values } from '../../lib/merge-changes';
import type { AtriumClient } from '../../providers/client';
import { rowsOf } from '../../providers/data/run';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { RecordForm } from '../form';
import { useDraftKey } from '../form/useFormDraft';
import { useNewId } from '../form/useNewId';
import { PageSkeleton } from '../Skeletons';
import { ErrorState } from '../states';
import { readDue, subjectColumns } from '../tasks/values';
import { useConfirmClose } from '../useConfirmClose';
import { useFormats } from '../useFormats';
import { useNarrow } from '../useNarrow';
import { useActivitySections } from './useActivitySections';
import { useActivitiesChanged } from './useChanged';
import { type About, type ActivityKind, draftNameOf, toPayload, whenText, withContact } from './values';
import { CustomerOfActivity } from './WithControl';

/** An activity that is changed, with its values as the form has them. */
export interface Logged {
  id: string;
  values: Values;
  updatedAt: string;
}

interface Where {
  name: string;
  /** The customer's name, where there is one that may be seen. */
  whom: string | null;
  customerId: string | null;
}

const followDays = 3;

const nameOf = (row: unknown): string | null =>
  typeof row === 'object' && row !== null && 'name' in row ? String(row.name) : null;

/** What a record is called, and whose contacts may have taken part. Rejects with an AtriumError. */
async function whereIs(client: AtriumClient, { kind, id }: About): Promise<Where> {
  const asked = {
    customers: () => client.from('customers').select('name, customer_id:id'),
    deals: () => client.from('deals').select('name, customer_id, customer:customers(name)'),
    tickets: () => client.from('tickets').select('name:subject, customer_id, customer:customers(name)'),
  }[kind]();
  const [row] = await rowsOf(asked.eq('id', id).limit(1));
  return {
    name: String(row?.name ?? ''),
    whom: nameOf(row?.customer),
    customerId: typeof row?.customer_id === 'string' ? row.customer_id : null,
  };
}

interface DrawerProps {
  kind: ActivityKind;
  about: About;
  /** Whom it was with, where that is settled. */
  contact?: { id: string; name: string };
  /** What is changed; without it a new one is logged. */
  logged?: Logged;
  onClose: () => void;
}

function ActivityForm({
  kind,
  about,
  contact,
  logged,
  where,
  close,
  onClose,
}: DrawerProps & { where: Where; close: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const formats = useFormats();
  const { timezone } = formats;
  const rpc = useRpc();
  const changed = useActivitiesChanged();
  const sections = useActivitySections(kind, logged === undefined);
  const name = draftNameOf(about, kind, logged?.id);
  const draftKey = useDraftKey(name);
  const newId = useNewId(`${name}.activity`);
  const ids = { activity: logged?.id ?? newId, task: useNewId(`${name}.task`) };
  const [initial] = useState<Values>(() => {
    if (logged) return logged.values;
    const whose = contact?.name ?? where.name;
    const whom = contact?.name ?? where.whom ?? where.name;
    return {
      subject: t(`activities.subjects.${kind}`, { name: kind === 'note' ? whose : whom }),
      outcome: kind === 'call' ? 'reached' : null,
      duration_minutes: null,
      direction: 'out',
      with: contact ? [withContact(contact.id)] : [],
      happened_at: whenText(currentTime(), timezone),
      body: null,
      follow_up: false,
      follow_title: t('activities.followTitle', { name: whose }),
      follow_due: addDays(dayIn(timezone), followDays),
    };
  });

  const save = async (values: Values, names: string[], follow: boolean) => {
    const all = sections.flatMap(({ fields }) => fields.map(({ name }) => name));
    const payload = toPayload(values, logged ? names : all, timezone);
    const due = typeof values.follow_due === 'string' ? readDue(values.follow_due, timezone) : null;
    await rpc('save_activity', {
      payload: logged
        ? { id: ids.activity, ...payload, versions: { activity: logged.updatedAt } }
        : {
            id: ids.activity,
            new: true,
            ...payload,
            activity: { ...payload.activity, kind, [subjectColumns[about.kind]]: about.id },
            ...(follow || values.follow_up === true
              ? { follow_up: { id: ids.task, title: values.follow_title, due_at: due } }
              : {}),
          },
    });
    drafts.drop(draftKey);
    void message.success(t('form.saved'));
    await changed();
  };

  const mayFollow = sections.some(({ key }) => key === 'follow');
  return (
    <RecordForm
      name={name}
      sections={sections}
      initial={initial}
      onSave={save}
      onSaved={onClose}
      onCancel={close}
      submit={t(logged ? 'actions.save' : 'activities.log')}
      alternative={
        mayFollow
          ? {
              label: t('activities.logAndFollow', { count: followDays, number: formats.number(followDays) }),
              when: ({ follow_up }) => follow_up !== true,
            }
          : undefined
      }
    />
  );
}

/** Logs what was done on a record, or changes what was logged. */
export default function ActivityDrawer(props: DrawerProps) {
  const { t } = useTranslation();
  const { client } = useMe();
  const narrow = useNarrow();
  const close = useConfirmClose(props.onClose);
  const { about, kind, logged } = props;
  const { data, error, refetch } = useQuery({
    queryKey: ['data', 'default', about.kind, 'where', about.id],
    queryFn: () => whereIs(client, about),
    staleTime: 60_000,
  });
  return (
    <Drawer
      open
      size={narrow ? '100%' : 480}
      title={t(`activities.${logged ? 'change' : 'new'}.${kind}`)}
      onClose={close}
      className="at-drawer-form"
    >
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <CustomerOfActivity value={data.customerId}>
          <ActivityForm {...props} where={data} close={close} />
        </CustomerOfActivity>
      ) : (
        <PageSkeleton />
      )}
    </Drawer>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Values } from '../../lib/merge-changes';
import { useRpc } from '../../providers/useRpc';
import { PageHeader } from '../../ui';
import { CreateForm } from '../../ui/record/CreateForm';
import { useFields } from './useFields';

/** Invites a colleague: their place, their roles, and the mail with which they come in. `?team=` says which team. */
export default function PersonCreate() {
  const { t } = useTranslation();
  const rpc = useRpc();
  const [params] = useSearchParams();
  const { sections, fields } = useFields();
  const [initial] = useState<Values>({ role_ids: [], team_id: params.get('team') });

  const write = (id: string, values: Values) => {
    const given = fields
      .map(({ name }) => [name, values[name]] as const)
      .filter(([, value]) => value !== null && value !== undefined);
    return rpc('invite_person', {
      payload: { id, ...Object.fromEntries(given), app_url: window.location.origin },
    });
  };

  return (
    <>
      <PageHeader
        title={t('people.create')}
        hint={t('people.invite.hint')}
        crumbs={[{ title: t('people.title'), to: '/people' }]}
      />
      <CreateForm
        resource="people"
        table="profiles"
        sections={sections}
        initial={initial}
        write={write}
        submit={t('people.invite.submit')}
      />
    </>
  );
}

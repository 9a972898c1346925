import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Values } from '../../lib/merge-changes';
import { useScope } from '../../providers/me';
import { FormDrawer } from '../../ui/dialog';
import type { FieldDef, FormSection } from '../../ui/form';
import { MembersControl } from './MembersControl';
import { branchOf, type Team } from './tree';
import { useChange } from './useChange';
import type { Teams } from './useTeams';

/** A team: new (below another, or in a department), or to be changed, moved, and filled with people. */
export default function TeamDrawer({
  team,
  place = {},
  all,
  onClose,
}: {
  /** Null for a new one. */
  team: Team | null;
  /** Where a new one begins. */
  place?: { parent_id?: string; department_id?: string | null };
  all: Teams;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const change = useChange();
  const mayMove = useScope('profiles', 'update') === 'all';
  // Kept while the form is open: sent twice, because an answer was lost, it is still one team.
  const [id] = useState(() => team?.id ?? crypto.randomUUID());
  const [initial] = useState<Values>(() => ({
    ...place,
    ...team,
    member_ids: team
      ? all.people
          .filter(({ team_id }) => team_id === team.id)
          .map((person) => person.id)
          .sort()
      : [],
  }));

  const sections = useMemo<FormSection[]>(() => {
    const field = (name: string, more: Omit<FieldDef, 'name' | 'part' | 'label'>): FieldDef => ({
      name,
      part: 'team',
      label: t(`teams.fields.${name}`),
      wide: true,
      ...more,
    });
    const own = branchOf(all.teams, id);
    const fields = [
      field('name', { type: 'text', required: true, max: 120 }),
      field('parent_id', {
        type: 'select',
        options: all.teams
          .filter((one) => !own.has(one.id))
          .map((one) => ({ value: one.id, label: one.name })),
        hint: t('teams.parentHint'),
      }),
      field('department_id', {
        type: 'select',
        options: all.departments.map((one) => ({ value: one.id, label: one.name })),
        hint: t('teams.departmentHint'),
      }),
      field('lead_id', {
        type: 'select',
        options: all.people.map((person) => ({ value: person.id, label: person.full_name })),
        hint: t('teams.leadHint'),
      }),
      field('region', { type: 'text', max: 80, hint: t('teams.regionHint') }),
    ];
    const members = field('member_ids', {
      type: 'tags',
      control: MembersControl,
      hint: t('teams.membersHint'),
    });
    return [
      {
        key: 'team',
        title: t('teams.one'),
        fields: mayMove ? [...fields, members] : fields,
      },
    ];
  }, [t, all.teams, all.departments, all.people, id, mayMove]);

  const save = async (values: Values, changed: string[]) => {
    const own = changed.filter((name) => name !== 'member_ids');
    const given = team
      ? own
      : Object.keys(values).filter((name) => name !== 'member_ids' && values[name] !== null);
    await change(
      'save_team',
      {
        id,
        version: team?.updated_at ?? null,
        changes: Object.fromEntries(given.map((name) => [name, values[name]])),
        ...(changed.includes('member_ids') && { member_ids: values.member_ids }),
      },
      t('form.saved'),
    );
  };

  return (
    <FormDrawer
      title={team ? t('form.editTitle', { name: team.name }) : t('teams.create')}
      sections={sections}
      initial={initial}
      onSave={save}
      onClose={onClose}
      submit={t(team ? 'actions.save' : 'actions.create')}
    />
  );
}

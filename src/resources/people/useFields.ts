import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { languages } from '../../app/languages';
import { useMe, useScope } from '../../providers/me';
import { useAccessWords } from '../../ui/access/useAccessWords';
import { loadDepartments, loadTeams } from '../../ui/choices';
import type { FieldDef, FormSection } from '../../ui/form';
import { loadPeople } from '../../ui/people';
import { RolesControl } from './RolesControl';
import type { PersonRecord } from './types';

type More = Omit<FieldDef, 'name' | 'part' | 'label'>;

/** Every field of a person, and how they stand together in the form. */
export function useFields(known?: PersonRecord): { fields: FieldDef[]; sections: FormSection[] } {
  const { t } = useTranslation();
  const { client } = useMe();
  const words = useAccessWords();
  const mayGiveRoles = useScope('roles', 'update') !== null;
  const { id, team, department, manager } = known ?? {};

  return useMemo(() => {
    const field = (name: string, more: More): FieldDef => ({
      name,
      part: 'person',
      label: t(`people.fields.${name}`),
      ...more,
    });
    const who = [
      field('full_name', { type: 'text', required: true, max: 200 }),
      // the address of a sign-in is changed by who may give roles
      ...(mayGiveRoles
        ? [field('email', { type: 'email', required: !known || known.user_id !== null })]
        : []),
      field('job_title', { type: 'text', max: 120 }),
      field('phone', { type: 'phone' }),
      field('locale', {
        type: 'select',
        options: languages.map((value) => ({ value, label: t(`people.locales.${value}`) })),
      }),
      field('timezone', {
        type: 'text',
        max: 64,
        suggest: async () => Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value })),
      }),
    ];
    const place = [
      field('team_id', {
        type: 'record',
        find: async (text) => matching(await loadTeams(client), text),
        labelOf: () => team?.name,
        hint: t('people.teamHint'),
      }),
      field('department_id', {
        type: 'record',
        find: async (text) => matching(await loadDepartments(client), text),
        labelOf: () => department?.name,
        when: ({ team_id }) => !team_id,
      }),
      field('manager_id', {
        type: 'person',
        find: async () => (await loadPeople(client, { active: true })).filter(({ value }) => value !== id),
        labelOf: () => manager?.full_name,
      }),
    ];
    const roles = [
      field('role_ids', {
        type: 'tags',
        // whoever is invited has something to come for
        required: !known,
        control: RolesControl,
        wide: true,
        hint: t('people.rolesHint'),
        show: (value) =>
          (known?.roles ?? [])
            .flatMap(({ role }) =>
              role && Array.isArray(value) && value.includes(role.id) ? [words.role(role)] : [],
            )
            .join(t('ui.comma')),
      }),
    ];
    const sections = [
      { key: 'who', title: t('people.sections.who'), fields: who },
      { key: 'place', title: t('people.sections.place'), fields: place },
      ...(mayGiveRoles ? [{ key: 'roles', title: t('people.sections.roles'), fields: roles }] : []),
    ];
    return { sections, fields: sections.flatMap((section) => section.fields) };
  }, [t, client, words, mayGiveRoles, known, id, team, department, manager]);
}

function matching<T extends { label: string }>(options: readonly T[], text: string): T[] {
  const wanted = text.trim().toLocaleLowerCase();
  return options.filter(({ label }) => label.toLocaleLowerCase().includes(wanted));
}

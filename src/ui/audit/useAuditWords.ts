import type { i18n as I18n, TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Formats } from '../../lib/format';
import { customKey } from '../custom/field';
import { type CustomWords, useCustomWords } from '../custom/useCustomWords';
import { useFormats } from '../useFormats';
import { type AuditLine, type AuditNames, isOfChild, shownChanges } from './lines';
import { choicePlaces, labelPlaces, plainFigures } from './words';
import '../custom/texts';
import './texts';

/** What the log says about itself, put into words. */
export interface AuditWords {
  /** Who did it: a name, or what is not a person. */
  actor(line: AuditLine): string;
  /** What kind of thing a table or resource holds: "Deal". */
  kind(table: string): string;
  /** The record a line is about: `Deal “Renewal”`. */
  record(line: AuditLine): string;
  /** What hangs on a record, by its own name: `Contact “Zoe”`. */
  part(line: AuditLine): string;
  /** The record whose history the line stands in. */
  root(line: AuditLine): string;
  /** What a record, a person or a role is called that the page's lines speak of. */
  name(id: string): string;
  /** A field's label. */
  field(line: Pick<AuditLine, 'table' | 'resource'>, field: string): string;
  /** A value as the reader reads it. */
  value(line: AuditLine, field: string, value: unknown): string;
  /** The whole line as one sentence; `here`: on the record's own page, where its name goes without saying. */
  sentence(line: AuditLine, options?: { here?: boolean }): string;
}

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const day = /^\d{4}-\d{2}-\d{2}$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
const longest = 200;

/** Keeps a name's own direction within a sentence of the other. */
const isolated = (text: string) => `\u2068${text}\u2069`;
const readable = (key: string) => key.replace(/_id$/, '').replaceAll('_', ' ');
const baseOf = (resource: string) => resource.split('.')[0] ?? resource;

/**
 * Puts lines of the audit log into words, with the resources' own labels where they have them: `useAuditWords()(names)`,
 * where names are those of the page that the lines are of.
 */
export function useAuditWords(): (names: AuditNames) => AuditWords {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const custom = useCustomWords();
  return useCallback((names) => wordsOf(names, t, i18n, formats, custom), [t, i18n, formats, custom]);
}

function wordsOf(
  names: AuditNames,
  t: TFunction,
  i18n: I18n,
  formats: Formats,
  custom: CustomWords,
): AuditWords {
  const first = (...keys: string[]) => {
    const found = keys.find((key) => i18n.exists(key));
    return found === undefined ? undefined : t(found);
  };
  const kind = (table: string) =>
    first(`${table}.one`, `audit.tables.${table.replace('.', '_')}`) ?? readable(table);
  const nameOf = (id: string | null): string | undefined => {
    const found = id === null ? undefined : names[id];
    if (!found) return undefined;
    const name = found.key ? t(`access.roles.${found.key}`, { defaultValue: found.name }) : found.name;
    if (name) return name;
    return found.number === null
      ? undefined
      : formats.number(found.number, { useGrouping: false, style: 'decimal' });
  };
  const actor = (line: AuditLine) => {
    const name = nameOf(line.actor_id);
    if (name) return name;
    if (line.action === 'sign_in_failed') return t('audit.actors.stranger');
    return line.actor_id
      ? t('audit.actors.gone')
      : t(`audit.actors.${line.source}`, { defaultValue: t('audit.actors.database') });
  };

  const named = (table: string, id: string | null, changes: AuditLine['changes'] = {}) => {
    const said = ['name', 'full_name', 'title', 'subject', 'file_name', 'key'].flatMap(
      (field) => changes[field] ?? [],
    );
    const own = said.find((value) => typeof value === 'string' && value !== '');
    const name = nameOf(id) ?? (own === undefined ? undefined : String(own));
    return name ? t('audit.named', { kind: kind(table), name: isolated(name) }) : kind(table);
  };
  /** What hangs on a record: by its own name, or by what its key names beside that record. */
  const part = (line: AuditLine): string => {
    const table = line.table ?? line.resource;
    const key = Object.entries(line.record_key ?? {}).filter(([, id]) => id !== line.root_id);
    if (key.length === 0)
      return named(table, line.record_id === line.root_id ? null : line.record_id, line.changes);
    const name = key.map(([name, raw]) => value(line, name, raw)).join(' · ');
    return t('audit.named', { kind: kind(table), name: isolated(name) });
  };
  const root = (line: AuditLine) =>
    named(line.root_resource ?? line.resource, line.root_id, isOfChild(line) ? {} : line.changes);
  const record = (line: AuditLine): string => {
    if (!isOfChild(line))
      return named(
        line.action === 'redact' && line.root_resource ? line.root_resource : (line.table ?? line.resource),
        line.record_id ?? line.root_id,
        line.changes,
      );
    return t('audit.of', { what: part(line), root: root(line) });
  };

  const field: AuditWords['field'] = (line, name) => {
    const key = customKey(name);
    if (key !== undefined) return custom.label(baseOf(line.resource), key) ?? readable(key);
    if (name === 'custom') return t('custom.title');
    const places = labelPlaces[line.table ?? ''] ?? [`${baseOf(line.resource)}.fields`];
    return first(...places.map((place) => `${place}.${name}`), `audit.fields.${name}`) ?? readable(name);
  };

  const value = (line: AuditLine, name: string, raw: unknown): string => {
    if (raw === null || raw === undefined || raw === '') return t('audit.nothing');
    const key = customKey(name);
    const said = key === undefined ? undefined : custom.value(baseOf(line.resource), key, raw);
    if (said !== undefined) return said.length > longest ? `${said.slice(0, longest)}…` : said;
    if (typeof raw === 'boolean') return t(raw ? 'form.yes' : 'form.no');
    if (typeof raw === 'number')
      return formats.number(raw, plainFigures.has(name) ? { useGrouping: false } : {});
    if (Array.isArray(raw))
      return raw.length === 0 ? t('audit.nothing') : formats.list(raw.map((one) => value(line, name, one)));
    if (typeof raw === 'object') return JSON.stringify(raw);
    const text = String(raw);
    if (line.action === 'redact' && name === 'fields' && line.root_resource)
      return field({ table: line.root_resource, resource: line.root_resource }, text);
    const known = nameOf(text);
    if (known) return known;
    if (uuid.test(text)) return t('audit.unnamed');
    const place = choicePlaces[baseOf(line.resource)]?.[name];
    const word = first(
      ...(place ? [`${place}.${text}`] : []),
      ...(name === 'scope' ? [`audit.scopes.${text}`] : []),
      ...(name === 'resource'
        ? [`audit.tables.${text.replace('.', '_')}`, `access.resources.${text.replace('.', '_')}`]
        : []),
      ...(name === 'action' ? [`audit.actions.${text}`, `access.actions.${text}`] : []),
      ...(name === 'theme' ? [`frame.modes.${text}`] : []),
      ...(line.action === 'sign_in_failed' && name === 'reason' ? [`audit.reasons.${text}`] : []),
    );
    if (word) return word;
    if (moment.test(text)) return formats.exact(text);
    if (day.test(text)) return formats.date(text);
    if (/country$/.test(name)) return formats.region(text);
    if (name === 'locale' || name === 'language') return formats.languageName(text);
    return text.length > longest ? `${text.slice(0, longest)}…` : text;
  };

  const sentence: AuditWords['sentence'] = (line, { here = false } = {}) => {
    const changes = shownChanges(line);
    const only = changes.length === 1 ? changes[0] : undefined;
    const last = (name: string) => line.changes[name]?.[1];
    const parts: Record<string, unknown> = {
      actor: isolated(actor(line)),
      record: record(line),
      what: isOfChild(line) ? part(line) : kind(line.table ?? line.resource),
      fields: formats.list(changes.map(([name]) => isolated(field(line, name)))),
      email: isolated(String(last('email') ?? '?')),
      whom: isolated(nameOf(String(last('person_id') ?? last('role_id') ?? '')) ?? t('audit.unnamed')),
      owner: isolated(value(line, 'owner_id', last('owner_id') ?? last('assignee_id') ?? null)),
    };
    const steps: Record<string, string> = { create: 'give_role', delete: 'take_role' };
    if (line.table === 'profile_roles' && steps[line.action])
      return t(`audit.there.${steps[line.action]}`, {
        ...parts,
        role: isolated(value(line, 'role_id', line.record_key?.role_id)),
        person: isolated(value(line, 'profile_id', line.record_key?.profile_id)),
      });
    if (['export', 'bulk', 'bulk_undo', 'merge'].includes(line.action)) {
      const rows = Number(last('rows') ?? Number.NaN);
      parts.what = first(`${baseOf(line.resource)}.title`, `audit.tables.${line.resource}`) ?? line.resource;
      if (line.action !== 'export')
        return t(`audit.there.${line.action}`, { ...parts, count: rows, rows: formats.number(rows) });
      return Number.isNaN(rows)
        ? t('audit.there.export', parts)
        : t('audit.there.exportRows', { ...parts, count: rows, rows: formats.number(rows) });
    }
    if (
      line.action === 'update' &&
      only?.[1] &&
      !Array.isArray(only[1][1]) &&
      typeof only[1][1] !== 'object'
    ) {
      const [name, [before, after]] = [only[0], only[1]];
      const both = {
        ...parts,
        field: isolated(field(line, name)),
        old: isolated(value(line, name, before)),
        new: isolated(value(line, name, after)),
      };
      if (both.old.length + both.new.length < longest)
        return t(here && !isOfChild(line) ? 'audit.here.change' : 'audit.there.change', both);
    }
    const action = i18n.exists(`audit.there.${line.action}`) ? line.action : 'update';
    if (here && isOfChild(line))
      return t(first(`audit.child.${action}`) ? `audit.child.${action}` : 'audit.child.update', parts);
    return t(
      here && i18n.exists(`audit.here.${action}`) ? `audit.here.${action}` : `audit.there.${action}`,
      parts,
    );
  };
  const name = (id: string) => nameOf(id) ?? t('audit.unnamed');
  return { actor, kind, record, part, root, name, field, value, sentence };
}

import { useTranslation } from 'react-i18next';
import { StatusTag } from '../../ui';
import type { SignIn } from './useSignIns';

/** Whether somebody works here, and has come in yet. */
export function PersonStatus({ active, signIn }: { active: boolean; signIn: SignIn | undefined }) {
  const { t } = useTranslation();
  if (!active) return <StatusTag tone="neutral">{t('people.states.inactive')}</StatusTag>;
  if (signIn?.state === 'invited') return <StatusTag tone="waiting">{t('people.states.invited')}</StatusTag>;
  if (signIn?.state === 'none') return <StatusTag tone="info">{t('people.states.none')}</StatusTag>;
  return <StatusTag tone="good">{t('people.states.active')}</StatusTag>;
}

import { useTranslation } from 'react-i18next';
import { StatusTag } from '../../ui';
import { isStage, stageTones } from './options';

/** A customer's lifecycle stage. */
export function StageTag({ stage }: { stage: string }) {
  const { t } = useTranslation();
  if (!isStage(stage)) return <bdi>{stage}</bdi>;
  return <StatusTag tone={stageTones[stage]}>{t(`customers.stages.${stage}`)}</StatusTag>;
}

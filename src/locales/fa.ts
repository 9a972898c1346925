import antd from 'antd/es/locale/fa_IR';
import 'dayjs/locale/fa';
import type { LanguagePack } from '../app/languages';
import shell from './fa.json';
import { mergeTexts } from './merge';

const own = import.meta.glob<Record<string, unknown>>('../resources/*/locales/fa.json', {
  eager: true,
  import: 'default',
});

const pack: LanguagePack = { texts: mergeTexts(shell, own), antd, dayjs: 'fa' };
export default pack;

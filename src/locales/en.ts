import antd from 'antd/es/locale/en_US';

import type { LanguagePack } from '../app/languages';
import shell from './en.json';
import { mergeTexts } from './merge';

const own = import.meta.glob<Record<string, unknown>>('../resources/*/locales/en.json', {
  eager: true,
  import: 'default',
});

const pack: LanguagePack = { texts: mergeTexts(shell, own), antd, dayjs: 'en' };
export default pack;

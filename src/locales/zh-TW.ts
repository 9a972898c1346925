import antd from 'antd/es/locale/zh_TW';
import 'dayjs/locale/zh-tw';
import type { LanguagePack } from '../app/languages';
import { mergeTexts } from './merge';
import shell from './zh-TW.json';

const own = import.meta.glob<Record<string, unknown>>('../resources/*/locales/zh-TW.json', {
  eager: true,
  import: 'default',
});

const pack: LanguagePack = { texts: mergeTexts(shell, own), antd, dayjs: 'zh-tw' };
export default pack;

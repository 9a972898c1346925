import antd from 'antd/es/locale/zh_CN';
import 'dayjs/locale/zh-cn';
import type { LanguagePack } from '../app/languages';
import { mergeTexts } from './merge';
import shell from './zh-CN.json';

const own = import.meta.glob<Record<string, unknown>>('../resources/*/locales/zh-CN.json', {
  eager: true,
  import: 'default',
});

const pack: LanguagePack = { texts: mergeTexts(shell, own), antd, dayjs: 'zh-cn' };
export default pack;

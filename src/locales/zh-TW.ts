import antd from 'antd/es/locale/zh_TW';
import 'dayjs/locale/zh-tw';
import type { LanguagePack } from '../app/languages';
import shell from './zh-TW.json';

const pack: LanguagePack = { texts: shell, antd, dayjs: 'zh-tw' };
export default pack;

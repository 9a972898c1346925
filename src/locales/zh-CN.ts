import antd from 'antd/es/locale/zh_CN';
import 'dayjs/locale/zh-cn';
import type { LanguagePack } from '../app/languages';
import shell from './zh-CN.json';

const pack: LanguagePack = { texts: shell, antd, dayjs: 'zh-cn' };
export default pack;

import antd from 'antd/es/locale/fa_IR';
import 'dayjs/locale/fa';
import type { LanguagePack } from '../app/languages';
import shell from './fa.json';

const pack: LanguagePack = { texts: shell, antd, dayjs: 'fa' };
export default pack;

import antd from 'antd/es/locale/en_US';

import type { LanguagePack } from '../app/languages';
import shell from './en.json';

const pack: LanguagePack = { texts: shell, antd, dayjs: 'en' };
export default pack;

import { addTexts } from '../../providers/i18n';
import en from './locales/en.json';
import fa from './locales/fa.json';
import cn from './locales/zh-CN.json';
import tw from './locales/zh-TW.json';

// What is said of answers comes with them.
addTexts({ en, fa, 'zh-CN': cn, 'zh-TW': tw });

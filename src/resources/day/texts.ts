import { addTexts } from '../../providers/i18n';
import en from './texts/en.json';
import fa from './texts/fa.json';
import cn from './texts/zh-CN.json';
import tw from './texts/zh-TW.json';

// What only this page says comes with it.
addTexts({ en, fa, 'zh-CN': cn, 'zh-TW': tw });

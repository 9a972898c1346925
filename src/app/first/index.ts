import { askAhead } from './ahead';
import { preloadFiles } from './files';

preloadFiles();
askAhead();

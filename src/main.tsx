import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/vazirmatn/wght.css';
import './app/base.css';
import './app/first';
import { start } from './app/start';

const root = document.getElementById('root');
if (root) void start(root);

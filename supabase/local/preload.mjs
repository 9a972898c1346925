// Loads Supabase Lite before tsx is there, which would rewrite its large files on their way in: that saves each start a second.
// (Lite puts a function of its own in place of process.emitWarning, which fails on warnings that are no text.)
process.env.LITE_TELEMETRY = '0';
const { emitWarning } = process;
await Promise.all([import('@supabase/lite'), import('@supabase/lite/postgres')]);
process.emitWarning = emitWarning;

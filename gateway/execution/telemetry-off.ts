/**
 * Imported before anything of Apollo's: its gateway otherwise sends metrics to its maker and, at start, asks
 * the metadata addresses of four cloud providers who it is. Personal data or not, nothing leaves unasked.
 */
process.env.APOLLO_TELEMETRY_DISABLED = 'true';

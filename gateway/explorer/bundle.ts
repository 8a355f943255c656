import { findExplorerAssets } from './assets.ts';
import { bundleExplorer } from './bundle-explorer.ts';

await bundleExplorer(findExplorerAssets());

/** What of this machine decides whether the embedded engine runs here. */
export interface Host {
  /** As `process.platform` says it. */
  readonly platform: string;
  /** As `process.arch` says it. */
  readonly arch: string;
  /** Version of the GNU C library, such as `2.36`; undefined where there is none (macOS, Alpine). */
  readonly glibc: string | undefined;
}

/** How the engine is loaded on a host, or in one sentence why it is not. */
export type EngineLoading =
  | { readonly kind: 'as-it-is' }
  | { readonly kind: 'with-older-names' }
  | { readonly kind: 'unsupported'; readonly problem: string };

/** The first glibc with every name that the engine's binaries ask for. */
const COMPLETE_GLIBC = '2.38';
/** Apart from the names that the shim replaces, the binaries need this one. */
const OLDEST_GLIBC = '2.36';
const SUPPORTED = ['linux x64', 'linux arm64', 'darwin arm64'];
const INSTEAD = 'Set MONGODB_URI to a MongoDB server, or start docker-compose.yml.';

/** Decides, without touching anything, how the embedded engine is loaded on a host. */
export function decideLoading(host: Host): EngineLoading {
  const machine = `${host.platform} ${host.arch}`;
  if (!SUPPORTED.includes(machine)) {
    return unsupported(`The embedded MongoDB runs on ${SUPPORTED.join(', ')}, and this is ${machine}.`);
  }
  if (host.platform !== 'linux') return { kind: 'as-it-is' };
  if (host.glibc === undefined) {
    return unsupported('The embedded MongoDB needs the GNU C library, and this Linux has another one.');
  }
  if (isOlder(host.glibc, OLDEST_GLIBC)) {
    return unsupported(
      `The embedded MongoDB needs glibc ${OLDEST_GLIBC}, and this machine has ${host.glibc}.`,
    );
  }
  return { kind: isOlder(host.glibc, COMPLETE_GLIBC) ? 'with-older-names' : 'as-it-is' };
}

/** Reads what {@link decideLoading} asks for from the running process. */
export function readHost(): Host {
  const report: unknown = process.platform === 'linux' ? process.report.getReport() : undefined;
  return { platform: process.platform, arch: process.arch, glibc: glibcOf(report) };
}

function glibcOf(report: unknown): string | undefined {
  const { header } = (report ?? {}) as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime;
}

function unsupported(problem: string): EngineLoading {
  return { kind: 'unsupported', problem: `${problem} ${INSTEAD}` };
}

function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [thanMajor = 0, thanMinor = 0] = than.split('.').map(Number);
  return major < thanMajor || (major === thanMajor && minor < thanMinor);
}

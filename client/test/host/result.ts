/** What a suite inside a host says about itself to the runner outside. */
export interface HostResult {
  /** The version of VS Code it ran in. */
  version: string;
  tests: { name: string; failure?: string }[];
}

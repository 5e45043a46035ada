import type { Docs } from '../../docs/docs.ts';
import type { FileReport } from '../check.ts';
import type { Paint } from '../terminal.ts';

/** What a report is made of: the files sorted by path, each with its findings sorted by place. */
export interface ReportInput {
  readonly files: readonly FileReport[];
  /** What could not be used, a line each. */
  readonly complaints: readonly string[];
  readonly cwd: string;
  readonly docs: Docs;
  readonly paint: Paint;
}

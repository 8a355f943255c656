import { describeValue } from '../file-problem.ts';
import type { AgreementCheck } from './agreement-check.ts';

/** An agreement's id is its file's name, so that an id in a denial leads to the file, and no two are alike. */
export const idIsFileName: AgreementCheck = ({ id }, { fileName }) =>
  `${id}.yaml` === fileName
    ? []
    : [
        {
          path: 'id',
          expected: describeValue(fileName.replace(/\.yaml$/, '')),
          came: describeValue(id),
          remedy: 'Rename the file or correct the id.',
        },
      ];

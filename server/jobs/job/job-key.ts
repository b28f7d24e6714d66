/** What names the work of a job in the queue, so that it stands there once. */
export function jobKey(i_job: number): string {
  return `job ${i_job}`;
}

/** The same of its examination. */
export function examinationKey(i_job: number): string {
  return `examination of job ${i_job}`;
}

/**
 * Follows a call that reports progress and ends with a result: `onProgress` sees each report, the promise gives the result.
 * An aborted stream rejects with a plain Error: look at the signal.
 */
export async function runStream<Progress, Result>(
  stream: { next(): Promise<IteratorResult<Progress, Result>> },
  onProgress: (progress: Progress) => void,
): Promise<Result> {
  for (;;) {
    const step = await stream.next()
    if (step.done === true) return step.value
    onProgress(step.value)
  }
}

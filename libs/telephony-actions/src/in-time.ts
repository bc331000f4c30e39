/** Whether a promise comes to an end, good or bad, in time. It is left alone either way. */
export const endsInTime = async (work: Promise<unknown>, milliseconds: number): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const bell = new Promise<boolean>((ring) => {
    timer = setTimeout(() => ring(false), milliseconds);
  });
  const end = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([end, bell]);
  } finally {
    clearTimeout(timer);
  }
};

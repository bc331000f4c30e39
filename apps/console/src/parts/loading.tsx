import { useEffect, useState } from 'react';

/** After this time, people wonder whether anything happens. In milliseconds. */
const long = 3_000;

/** Says that something is being loaded, and after 3 seconds that it takes longer than usual. */
export const Loading = ({ what }: { readonly what: string }) => {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), long);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="loading" role="status">
      <span className="spinner" aria-hidden="true" />
      {isLong ? `Still loading ${what}: the API is slow` : `Loading ${what}`}
    </div>
  );
};

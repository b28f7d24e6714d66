/** The same program as of the tests of killed jobs, in a bundle of its own, since both may run at once. */
import "../../server/jobs/killed-process";

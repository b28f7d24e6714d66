-- CreateTable
CREATE TABLE "job_workers" (
    "worker" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_workers_pkey" PRIMARY KEY ("worker")
);

-- CreateTable
CREATE TABLE "job_rounds" (
    "name" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_rounds_pkey" PRIMARY KEY ("name")
);

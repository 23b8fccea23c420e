/* SPDX-License-Identifier: Apache-2.0
 * street_igraph FOLDER NAME: igraph's answers to the questions of street_ours, on the same files.
 * Only a part of the origins is asked, which is said by the job's name: "bounded/20" is a twentieth. */
#include <igraph.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static unsigned *numbers(const char *folder, const char *name, size_t *count) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file) exit(1);
    fseek(file, 0, SEEK_END);
    *count = (size_t)ftell(file) / sizeof(unsigned);
    rewind(file);
    unsigned *all = malloc(*count * sizeof(unsigned));
    if (fread(all, sizeof(unsigned), *count, file) != *count) exit(1);
    fclose(file);
    return all;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double sum_of(const igraph_matrix_t *times) {
    double sum = 0;
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(times); ++i)
        for (igraph_integer_t j = 0; j < igraph_matrix_ncol(times); ++j)
            if (MATRIX(*times, i, j) < IGRAPH_INFINITY) sum += MATRIX(*times, i, j);
    return sum;
}

static void tell(const char *name, const char *job, int share, double seconds, double sum) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%s;%s/%d;igraph;%.6f;%.0f;%ld\n", name, job, share, seconds, sum,
           usage.ru_maxrss / 1024);
    fflush(stdout);
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    const char *folder = argv[1];
    const char *name = argv[2];
    size_t arcs = 0, some = 0, origins = 0, rows = 0, columns = 0;
    const unsigned *arc = numbers(folder, "arcs.u32", &arcs);
    const unsigned *head = numbers(folder, "nodes.u32", &some);
    const unsigned *origin = numbers(folder, "origins.u32", &origins);
    const unsigned *row = numbers(folder, "rows.u32", &rows);
    const unsigned *column = numbers(folder, "columns.u32", &columns);
    arcs /= 3;
    igraph_vector_int_t edges;
    igraph_vector_t cost;
    igraph_vector_int_init(&edges, (igraph_integer_t)(2 * arcs));
    igraph_vector_init(&cost, (igraph_integer_t)arcs);
    for (size_t i = 0; i < arcs; ++i) {
        VECTOR(edges)[2 * i] = arc[3 * i];
        VECTOR(edges)[2 * i + 1] = arc[3 * i + 1];
        VECTOR(cost)[i] = arc[3 * i + 2];
    }
    igraph_t graph;
    igraph_create(&graph, &edges, head[0], IGRAPH_DIRECTED);
    igraph_matrix_t times;
    igraph_matrix_init(&times, 0, 0);

    const int bounded_share = head[0] > 300000 ? 40 : 20;
    double start = now(), sum = 0;
    for (size_t i = 0; i < origins; i += (size_t)bounded_share) {
        igraph_distances_dijkstra_cutoff(&graph, &times, igraph_vss_1(origin[i]), igraph_vss_all(),
                                         &cost, IGRAPH_OUT, head[1]);
        sum += sum_of(&times);
    }
    tell(name, "bounded", bounded_share, now() - start, sum);
    if (head[0] > 300000) return 0;

    igraph_vector_int_t from, to;
    igraph_vector_int_init(&from, 0);
    igraph_vector_int_init(&to, 0);
    for (size_t i = 0; i < rows; i += 20) igraph_vector_int_push_back(&from, row[i]);
    for (size_t i = 0; i < columns; ++i) igraph_vector_int_push_back(&to, column[i]);
    start = now();
    igraph_distances_dijkstra(&graph, &times, igraph_vss_vector(&from), igraph_vss_vector(&to),
                              &cost, IGRAPH_OUT);
    tell(name, "matrix", 20, now() - start, sum_of(&times));
    return 0;
}

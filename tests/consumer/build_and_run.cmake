# SPDX-License-Identifier: MIT
# Builds a consumer project in the folder `work`, and runs its programs. With find_package it gets the
# library from an installation in a temporary prefix. In the other ways it builds it from source,
# several files at once: a quarter of the time, and a mode that some projects build in. What is built is a
# copy with what the patches of tests/patch add, whose tests are run as well: so it is built but once.

if(way STREQUAL "find_package")
    set(project find_package)
else()
    set(project from_source)
endif()
if(way STREQUAL "fetch_content")
    # What add_subdirectory left is configured as if for the first time.
    file(REMOVE ${work}/build/CMakeCache.txt)
else()
    file(REMOVE_RECURSE ${work})
endif()
if(way STREQUAL "add_subdirectory")
    set(copy ${work}/saleskpi)
    include(${CMAKE_CURRENT_LIST_DIR}/../patch/patched_copy.cmake)
endif()
if(way STREQUAL "find_package")
    execute_process(
        COMMAND ${CMAKE_COMMAND} --install ${library_build} --prefix ${work}/prefix
        COMMAND_ERROR_IS_FATAL ANY)
endif()
execute_process(
    COMMAND ${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/${project} -B ${work}/build -G ${generator}
        -D way=${way} -D version=${version} -D library=${work}/saleskpi
        -D CMAKE_CXX_COMPILER=${compiler}
        -D "CMAKE_CXX_COMPILER_LAUNCHER=${launcher}"
        -D CMAKE_PREFIX_PATH=${work}/prefix
        -D "components=${components}"
        -D CMAKE_UNITY_BUILD=ON
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(
    COMMAND ${CMAKE_COMMAND} --build ${work}/build --parallel 2
    COMMAND_ERROR_IS_FATAL ANY)

file(GLOB programs ${work}/build/consumer* ${work}/build/patched*)
foreach(program IN LISTS programs)
    execute_process(COMMAND ${program} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
